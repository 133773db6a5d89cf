/** A file that the page was given, with its place within the folder that was given. */
export type GivenFile = { readonly path: string; readonly file: File };

/** What was chosen in a dialogue. */
export function chosenFiles(input: HTMLInputElement): GivenFile[] {
  const files = [...(input.files ?? [])];
  input.value = ''; // so that choosing the same again is heard of
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** What was dropped; folders as the files in them, in order of their names, hidden ones left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found = await Promise.all(entries.map(filesIn));
  return found.flat();
}

async function filesIn(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.slice(1), file }];
  }
  const entries = await entriesOf(entry as FileSystemDirectoryEntry);
  const found = await Promise.all(entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map(filesIn));
  return found.flat();
}

/** A folder gives its entries by the hundred, until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
