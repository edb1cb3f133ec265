"""What every HTTP service of ours needs, once: sign-in, problems, bodies, logs, metrics, health, resilience."""
