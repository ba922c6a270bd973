import { register } from '@/instrumentation';

await register();
