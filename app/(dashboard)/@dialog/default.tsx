/** No dialog lies over the page. */
export default function NoDialog() {
  return null;
}
