"""Topics that the forum, young people or the council post; comments that are approved before they show."""
