"""What a document means, as import.yaml says it: proposed, asked, answered, read and written."""
