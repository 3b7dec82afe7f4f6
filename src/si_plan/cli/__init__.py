"""The command line: options in, one call, one format, exit code out. Nothing imports it but the console script."""
