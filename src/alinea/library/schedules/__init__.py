"""What is made of the ledger for people to take away: cycles, forecasts, inventories, news."""
