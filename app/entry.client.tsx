// Remix asks for a browser entry. No page loads it: see docs/decisions/0001.
export {};
