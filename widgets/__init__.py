"""All that a finger touches: form, cards, language, the page script, one room per page."""
