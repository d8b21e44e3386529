/** Whether a dialog holds the window; one that is just closing does not, though it may still stand in the page. */
export function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"]:not([data-state="closed"])') !== null
}
