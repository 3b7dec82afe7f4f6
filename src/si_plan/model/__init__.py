"""The plan's records: frozen, validated field by field, without input, output or clock."""
