"""One practice conversation: its events, what they come to, and how it goes on."""
