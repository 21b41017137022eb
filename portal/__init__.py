"""The portal on which families of children with SEND tell their area what works."""
