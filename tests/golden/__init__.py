"""Inputs with the one right output beside them."""
