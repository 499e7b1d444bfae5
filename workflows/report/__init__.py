"""Answer and template make HTML, PDF and files. No notebook's HTML is used."""
