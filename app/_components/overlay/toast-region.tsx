'use client';

import { CircleCheck, CircleX, Info, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { toastQueue } from './toast';

const icons = {
  info: <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-info" />,
  good: <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />,
  bad: <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />,
};

/** Where toasts appear; once, in the root layout. A landmark: F6 leads to it. */
export function ToastRegion() {
  return (
    <AriaToastRegion
      queue={toastQueue}
      className="fixed inset-x-3 bottom-3 z-50 flex flex-col-reverse gap-2 rounded-card md:left-auto md:right-4 md:bottom-4 md:w-96"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className="flex items-start gap-2.5 rounded-card border bg-raised py-2.5 pr-2 pl-3 shadow-float transition-[opacity,translate] starting:translate-y-2 starting:opacity-0"
        >
          {icons[toast.content.tone]}
          <AriaToastContent className="min-w-0 flex-1 py-px break-words">
            <Text slot="title" className="block font-medium">
              {toast.content.message}
            </Text>
            {toast.content.detail ? (
              <Text slot="description" className="block text-table text-text-muted">
                {toast.content.detail}
              </Text>
            ) : null}
          </AriaToastContent>
          {toast.content.action ? (
            <Button
              className="min-h-6 shrink-0 rounded-control border border-border-strong px-2 text-table font-medium hover:bg-hover touch:min-h-9"
              onPress={() => {
                toast.content.action?.run();
                toastQueue.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          ) : null}
          <Button
            slot="close"
            aria-label="Close"
            className="flex size-6 shrink-0 items-center justify-center rounded-control text-text-muted hover:bg-hover hover:text-text touch:size-9"
          >
            <X aria-hidden className="size-3.5" />
          </Button>
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
