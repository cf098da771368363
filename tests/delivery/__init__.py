"""The fault cases of delivery and operation, each under its number; ``docs/reliability.md`` lists them all."""
