import { expect, it } from 'vitest';
import { signFormPost } from '@/sandbox/carrier/signature';
import { document } from './customer';
import { openLine, SIGNING_KEY } from './line';

it('signs a form post as the published vector says', () => {
  const signature = signFormPost('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', [
    ['To', '+18005551212'],
    ['CallSid', 'CA1234567890ABCDE'],
    ['Digits', '1234'],
    ['Caller', '+14158675309'],
    ['From', '+14158675309'],
  ]);
  expect(signature).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});

it('signs every request to the customer over its full address with the query', async () => {
  const line = await openLine();
  line.customer.on('/start', document('<Say>Hello</Say>'));
  await line.order({
    StatusCallback: `${line.customer.url}/status?attempt=7&leg=one`,
    StatusCallbackEvent: ['initiated', 'answered', 'completed'],
  });
  await line.settled();
  expect(line.customer.requests.length).toBe(5);
  for (const request of line.customer.requests) {
    expect(request.url).toContain('attempt=7');
    expect(request.signature).toBe(signFormPost(SIGNING_KEY, request.url, request.pairs));
  }
});

it('signs a GET over the address that holds the fields', async () => {
  const line = await openLine();
  line.customer.on('/start', document(''));
  await line.order({ Method: 'GET' });
  await line.settled();
  const [request] = line.customer.to('/start');
  expect(request?.method).toBe('GET');
  expect(request?.url).toContain('CallSid=');
  expect(request?.signature).toBe(signFormPost(SIGNING_KEY, request?.url ?? '', []));
});
