import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

export interface Page<Row> {
  results: Row[];
  next?: string | null;
}

export interface PageQuery {
  cursor?: string;
  page_size?: number;
}

const LARGEST_PAGE = 200;

export function cursorOf(address: string | null | undefined): string | undefined {
  return address ? (new URL(address, "http://any").searchParams.get("cursor") ?? undefined) : undefined;
}

/** A list that comes in pages: all rows so far, in order. */
export function pagedOptions<Row>(
  key: QueryKey,
  fetchPage: (query: PageQuery, signal: AbortSignal) => Promise<Page<Row>>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage({ cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
    select: (data) => data.pages.flatMap((page) => page.results),
  });
}

/** A list that is short by nature, whole. */
export async function fetchAll<Row>(fetchPage: (query: PageQuery) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await fetchPage({ page_size: LARGEST_PAGE, cursor });
    rows.push(...page.results);
    cursor = cursorOf(page.next);
  } while (cursor);
  return rows;
}
