/** A pupil's name with the box that picks the pupil, in the tables of a form. `ticked`: those of a form sent before. */
export const PickPupil = ({
  pupilId,
  name,
  ticked,
}: {
  pupilId: number;
  name: string;
  ticked: readonly string[];
}) => (
  <label className="pick">
    <input type="checkbox" name="pupil" value={pupilId} defaultChecked={ticked.includes(String(pupilId))} />
    {name}
  </label>
);
