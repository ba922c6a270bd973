const plans = ['free', 'pro', 'business', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

/** What an organization has bought and switched on. */
export interface Entitlements {
  plan: Plan;
  addOns: readonly string[];
  flags: readonly string[];
}

interface FeatureRule {
  /** The cheapest plan that includes the feature. */
  from: Plan;
  addOn?: string;
  flag?: string;
  title: string;
}

/** Which plan, add-on and flag each feature takes. */
export const features = {
  scheduled_calls: { from: 'business', title: 'Scheduled calls' },
  booking_handoff: { from: 'pro', title: 'Booking handoff' },
  native_integrations: { from: 'business', addOn: 'native_integrations', title: 'Native integrations' },
} as const satisfies Record<string, FeatureRule>;

export type Feature = keyof typeof features;

/** True when the plan (and add-on and flag, where the feature takes them) covers the feature. */
export function hasFeature(entitlements: Entitlements, feature: Feature): boolean {
  const rule: FeatureRule = features[feature];
  return (
    plans.indexOf(entitlements.plan) >= plans.indexOf(rule.from) &&
    (!rule.addOn || entitlements.addOns.includes(rule.addOn)) &&
    (!rule.flag || entitlements.flags.includes(rule.flag))
  );
}

/** Every feature that the organization has. */
export function featuresOf(entitlements: Entitlements): Feature[] {
  return (Object.keys(features) as Feature[]).filter((feature) => hasFeature(entitlements, feature));
}

/** The plans that include the feature, cheapest first: the upgrade hint. */
export function plansWith(feature: Feature): Plan[] {
  return plans.slice(plans.indexOf(features[feature].from));
}
