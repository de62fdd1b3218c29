"""Pictures, sounds and documents, each with the rights it goes out under."""
