"""Pictures, recordings and the policy that says where they come from and where they go."""
