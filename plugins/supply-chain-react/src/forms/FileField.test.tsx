import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderPart } from '../testUtils';
import { FileField } from './FileField';

const file = new File(['{}'], 'shop.vex.json');

function Form() {
  const [chosen, setChosen] = useState<File>();
  return (
    <FileField
      label="Document"
      accept=".json"
      file={chosen}
      onChange={setChosen}
      error={chosen ? undefined : 'Select a file.'}
    />
  );
}

describe('FileField', () => {
  it('takes a file that is chosen, and names it', async () => {
    renderPart(<Form />);
    const input = screen.getByLabelText('Document');
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription(/Select a file/);
    await userEvent.upload(input, file);
    expect(screen.getByText('shop.vex.json (2 B)')).toBeInTheDocument();
    expect(input).toBeValid();
  });

  it('takes a file that is dropped', () => {
    renderPart(<Form />);
    fireEvent.drop(screen.getByText(/drop it here/), {
      dataTransfer: { files: [file] },
    });
    expect(screen.getByText('shop.vex.json (2 B)')).toBeInTheDocument();
  });

  it('is reached with the keyboard', async () => {
    renderPart(<Form />);
    await userEvent.tab();
    expect(screen.getByLabelText('Document')).toHaveFocus();
  });
});
