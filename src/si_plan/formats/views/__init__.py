"""How each query's result is shown: a module a query, with `page(question, result)` for people and
`answer(question, result)` for machines."""
