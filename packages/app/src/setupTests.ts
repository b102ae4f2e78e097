import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A busy machine is slow to render, which is no failure.
configure({ asyncUtilTimeout: 8_000 });
jest.setTimeout(30_000);
