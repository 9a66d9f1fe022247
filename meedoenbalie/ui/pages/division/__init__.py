"""Verdeling (08): who gets which scarce place."""
