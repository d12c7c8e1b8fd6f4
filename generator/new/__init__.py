"""What `jianzhu new` lays out."""
