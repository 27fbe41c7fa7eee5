declare module "autocannon" {
  export type Request = {
    method: "GET" | "POST";
    path: string;
    headers?: Record<string, string>;
    body?: string;
    /** Called before each sending; what it returns is sent. */
    setupRequest?: (request: Request) => Request;
  };
  type Client = { setRequests(requests: Request[]): void };
  type Result = {
    duration: number;
    errors: number;
    timeouts: number;
    non2xx: number;
    "2xx": number;
    "3xx": number;
    requests: { total: number };
  };
  type Run = {
    on(
      event: "response",
      heard: (client: Client, status: number, bytes: number, milliseconds: number) => void,
    ): void;
    stop(): void;
  };
  export default function autocannon(
    options: { url: string; connections: number; amount: number; requests: Request[] },
    ended: (failure: Error | null) => void,
  ): Run;
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    setupClient: (client: Client) => void;
  }): Promise<Result>;
}
