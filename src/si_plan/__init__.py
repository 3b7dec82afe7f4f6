"""siplan: an improvement plan kept as YAML under version control, validated and queried."""

__version__ = "0.1.0"
