"""The weekly referral report: which site, which week, and where the PDF goes."""
