/** Who looks at a page, and in which organization. */
export interface PageSession {
  user: { id: string; name: string; email: string };
  organization: {
    id: string;
    name: string;
    slug: string;
    plan: string;
    /** IANA zone in which the organization works; pages show times in it. */
    timeZone: string;
    flags: readonly string[];
    addOns: readonly string[];
  };
  /** Everything this person is a member of, the present one included. */
  organizations: readonly { id: string; name: string }[];
  role: string;
  permissions: readonly string[];
  features: readonly string[];
}
