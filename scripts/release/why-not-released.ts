/** What of a checkout decides whether a tag of it can be released. */
interface Checkout {
  /** The text of package.json. */
  readonly manifest: string;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** The placeholder in package.json of who publishes the package: an account of GitHub. */
const placeholder = 'OWNER';

/** Why a tag cannot be released, a sentence each; none when it can. */
export function whyNotReleased(tag: string, { manifest, changelog }: Checkout): string[] {
  const { version } = JSON.parse(manifest);
  const reasons: string[] = [];
  if (tag !== `v${version}`) {
    reasons.push(`The tag is "${tag}", the version in package.json ${version}. Tag it by \`npm version <version>\`.`);
  }
  const heading = `## [${version}] - `;
  if (!changelog.split('\n').some((line) => line.startsWith(heading))) {
    reasons.push(`CHANGELOG.md has no section "${heading}<date>". Give the unreleased changes their version and date.`);
  }
  if (manifest.includes(placeholder)) {
    reasons.push(
      `package.json says ${placeholder} in author, homepage, repository and bugs. Put the account there that publishes it.`,
    );
  }
  return reasons;
}
