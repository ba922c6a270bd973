/** Stands for an account of which only the webhooks are known; connecting the account gives it its own name. */
export const INSTALLATION_ACCOUNT = 'installation';
