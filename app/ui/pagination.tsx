/** Where we are in a long list. `href` null at either end. `what` is the plural noun: "pupils". */
export function Pagination(props: {
  what: string;
  from: number;
  to: number;
  total: number;
  previousHref: string | null;
  nextHref: string | null;
}) {
  const { from, to, total } = props;
  return (
    <nav className="pages" aria-label="Pages of this list">
      <p>{`${from.toLocaleString("en-US")} to ${to.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} ${props.what}`}</p>
      <div className="row">
        {props.previousHref && (
          <a className="btn quiet" href={props.previousHref} rel="prev">
            Previous
          </a>
        )}
        {props.nextHref && (
          <a className="btn quiet" href={props.nextHref} rel="next">
            Next
          </a>
        )}
      </div>
    </nav>
  );
}
