import { Link } from '@/app/_components/action/link';
import { phoneText } from '@/app/_components/phone-text';

/** A phone number to read, and to dial on a device that can. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <Link href={`tel:${phone}`} className="tabular whitespace-nowrap">
      {phoneText(phone)}
    </Link>
  );
}
