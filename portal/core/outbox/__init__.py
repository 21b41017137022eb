"""The outbox: an e-mail is a row of the transaction that causes it, and is sent after its commit."""
