import { DefinitionList } from "#app/ui/definition-list.tsx";
import type { SettingUsed } from "./settings-used.ts";

/** What a report was worked out with, for its foot: on the page and in print. */
export function SettingsUsed({ used, on }: { used: readonly SettingUsed[]; on: string }) {
  return (
    <section className="stack" aria-labelledby="settings-used">
      <h2 id="settings-used">Settings used</h2>
      <p className="text">{`What the law leaves open, as the district's settings stand on ${on}. Each date is counted by the choice that held on it; one that changed within the year stands once for each. Where nobody has decided, the default holds, which claims least.`}</p>
      <SettingList used={used} />
    </section>
  );
}

/** Settings, what holds of each, and where that comes from. */
export const SettingList = ({ used }: { used: readonly SettingUsed[] }) => (
  <DefinitionList
    facts={used.map(({ term, is, from }) => ({
      term,
      is: (
        <>
          {is}
          <br />
          <small>{from}</small>
        </>
      ),
    }))}
  />
);
