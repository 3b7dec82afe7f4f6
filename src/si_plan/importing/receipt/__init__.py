"""What became of each paragraph: the account, its table and its page."""
