import { ambientSources } from '@/scripts/check/rules/ambient-sources';
import { barrels } from '@/scripts/check/rules/barrels';
import { bookingWrites } from '@/scripts/check/rules/booking-writes';
import { cycles } from '@/scripts/check/rules/cycles';
import { direction } from '@/scripts/check/rules/direction';
import { docPaths } from '@/scripts/check/rules/doc-paths';
import { domainImports } from '@/scripts/check/rules/domain-imports';
import { envExample } from '@/scripts/check/rules/env-example';
import { environmentReads } from '@/scripts/check/rules/environment-reads';
import { fileNames } from '@/scripts/check/rules/file-names';
import { fileSize } from '@/scripts/check/rules/file-size';
import { folderSize } from '@/scripts/check/rules/folder-size';
import { formatAndLint } from '@/scripts/check/rules/format-and-lint';
import { importStyle } from '@/scripts/check/rules/import-style';
import { leftovers } from '@/scripts/check/rules/leftovers';
import { lockFile } from '@/scripts/check/rules/lock-file';
import { outsideMentions } from '@/scripts/check/rules/outside-mentions';
import { packageScripts } from '@/scripts/check/rules/package-scripts';
import { providerNames } from '@/scripts/check/rules/provider-names';
import { publicFiles } from '@/scripts/check/rules/public-files';
import { shippedPackages } from '@/scripts/check/rules/shipped-packages';
import { sqlClock } from '@/scripts/check/rules/sql-clock';
import { testSwitches } from '@/scripts/check/rules/test-switches';
import { typeEscapes } from '@/scripts/check/rules/type-escapes';
import { types } from '@/scripts/check/rules/types';
import { unusedExports } from '@/scripts/check/rules/unused-exports';
import { vocabulary } from '@/scripts/check/rules/vocabulary';
import type { Project } from './project';
import type { Violation } from './violation';

/** Checks that run a tool of their own over the folder; the slow ones. */
export const toolChecks: Readonly<Record<string, (root: string) => Promise<Violation[]>>> = {
  'format and lint': formatAndLint,
  types,
};

/** Checks that read files. None has a list of exceptions. */
export const sourceChecks: Readonly<Record<string, (project: Project) => Violation[]>> = {
  'no ambient time or chance': ambientSources,
  'no clock in SQL': sqlClock,
  'one writer of bookings and their status': bookingWrites,
  'environment read in lib/config only': environmentReads,
  'no barrels': barrels,
  'no way out of the types': typeEscapes,
  'nothing left for later': leftovers,
  vocabulary,
  'no test switched off in silence': testSwitches,
  'no mention of one machine': outsideMentions,
  'imports in one direction': direction,
  'domains along their table': domainImports,
  'only what others use is public': publicFiles,
  'no provider by name': providerNames,
  'no unused exports': unusedExports,
  'imports in one style': importStyle,
  'packages at their place': shippedPackages,
  'names and folders': fileNames,
  'no cycles': cycles,
  'file size': fileSize,
  'folder size': folderSize,
  'documents name what exists': docPaths,
  'commands name what exists': packageScripts,
  'lock file': lockFile,
  '.env.example': envExample,
};
