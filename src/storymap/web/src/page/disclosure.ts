// A button that opens something beside it, which goes with Escape or when the reader turns elsewhere.

export class Disclosure {
  constructor(
    private readonly toggle: HTMLElement,
    private readonly panel: HTMLElement,
    private readonly changed: (isOpen: boolean) => void,
  ) {
    this.#set(false);
    toggle.addEventListener("click", () => this.#set(!this.isOpen));
    for (const type of ["pointerdown", "focusin"])
      document.addEventListener(type, ({ target }) => this.#holds(target) || this.close());
    for (const part of [toggle, panel]) {
      part.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.isOpen) return;
        event.stopPropagation();
        this.close();
      });
    }
  }

  get isOpen(): boolean {
    return this.toggle.getAttribute("aria-expanded") === "true";
  }

  close(): void {
    if (this.isOpen) this.#set(false);
  }

  #set(isOpen: boolean): void {
    const hadFocus = this.panel.contains(document.activeElement);
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    this.panel.classList.toggle("is-open", isOpen);
    this.changed(isOpen);
    if (!isOpen && hadFocus) this.toggle.focus({ preventScroll: true });
  }

  #holds(target: EventTarget | null): boolean {
    return [this.toggle, this.panel].some((part) => part.contains(target as Node | null));
  }
}
