/** The stripes of what is still moving; fill a shape with `url(#id)`. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="3" height="6" className="fill-accent" />
    </pattern>
  );
}
