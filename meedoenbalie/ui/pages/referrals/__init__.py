"""Referrals (07): where each stands, what happened, and what happened now."""
