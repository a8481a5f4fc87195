export function link(): void {}
