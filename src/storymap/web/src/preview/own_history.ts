// The browser's history is the window's: what a framed page would put there, going back would meet.

history.pushState = () => undefined;
history.replaceState = () => undefined;

export {};
