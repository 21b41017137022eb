"""The directory served out as Open Referral UK 3.0, for whoever shows it elsewhere."""
