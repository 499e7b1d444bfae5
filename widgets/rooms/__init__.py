"""One room per page: the live view of its questions and answer."""
