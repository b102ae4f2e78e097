/** File name endings that tools know SBOMs by. */
export function sbomExtension(mediaType: string): string {
  if (mediaType.includes('cyclonedx+xml')) return 'cdx.xml';
  if (mediaType.includes('cyclonedx')) return 'cdx.json';
  return mediaType.includes('json') ? 'spdx.json' : 'spdx';
}
