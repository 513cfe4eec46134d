"""Platform adapters, one folder each; a channel only translates between a platform and our messages."""
