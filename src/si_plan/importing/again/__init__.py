"""A document that comes again, against the plan that was made from it: which record is which, what the document says
otherwise, and the edition that would adopt it."""
