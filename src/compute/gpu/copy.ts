import type { DeviceArray } from '../device-array.ts';
import { copyKernel } from '../kernels/copy.ts';
import type { Plan, PlanRunner } from '../plan.ts';

/** Adds a copy by kernel to a plan; `copied` is at least as long as `source`. */
export function recordCopy(
  plan: Plan,
  source: DeviceArray,
  copied: DeviceArray,
): void {
  plan.dispatch(copyKernel, 'main', {
    buffers: { source, copied },
    params: { count: source.length },
    groups: Math.ceil(source.length / 1024),
  });
}

/** Copies words through a GPU; see the twin `cpu/copy.ts`. */
export function copyWordsOnGpu(
  device: PlanRunner,
  source: Uint32Array,
): Promise<Uint32Array> {
  return device.run((plan) => {
    const copied = plan.allocate(source.length);
    recordCopy(plan, plan.upload(source), copied);
    return plan.readOne(copied);
  });
}
