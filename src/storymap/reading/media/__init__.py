"""Pictures, sounds and films, and the policy that says where they come from and where they go."""
