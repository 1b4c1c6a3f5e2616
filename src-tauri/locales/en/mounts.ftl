# Words of ui/src, mounts. A mount is a bucket that the computer shows as a folder or drive.

mounts-title = Mounted drives
mounts-all-buckets = All buckets
mounts-drive-title = { $bucket } on { $connection }
mounts-all-title = All buckets on { $connection }

# How a mount stands, in a word and in a sentence.
mounts-state-starting = Starting
mounts-state-mounted = Mounted
mounts-state-broken = Disconnected
mounts-state-waiting = Not uploaded
mounts-state-uploading = Uploading
mounts-what-starting = The drive is being mounted.
mounts-what-mounted = Any program can use it. It stays mounted when Bucketwise is closed, until you unmount it or turn off the computer.
mounts-what-broken = rclone stopped without unmounting the drive, for example after a crash. The files in the bucket are not affected. Unmount the drive, then mount it again.
mounts-what-waiting = The drive is no longer mounted. Files that were saved to it but not yet uploaded are uploaded when you mount it again.
mounts-shows-elsewhere = It shows { $server }, which the connection used before.
mounts-folder = Mounted as the folder “{ $folder }”.
mounts-folder-read-only = Mounted as the folder “{ $folder }”, read-only.
mounts-unsent = { $count ->
    [one] { $count } file saved to the drive is not in the bucket yet.
   *[other] { $count } files saved to the drive are not in the bucket yet.
}
mounts-unsent-unknown = Bucketwise could not check whether all files saved to the drive were uploaded. Files that were not uploaded stay on this computer.

# Mounting.
mounts-mount-title = Mount { $bucket } as a drive
mounts-mount-all-title = Mount all buckets of { $connection } as a drive
mounts-missing-title = Required software is missing
mounts-mount-what = The bucket appears as a folder on this computer, and any program can open its files. Files saved there are uploaded a moment later by rclone { $version }.
mounts-mount-all-what = The buckets appear as a folder on this computer, and any program can open their files. Files saved there are uploaded a moment later by rclone { $version }.
mounts-read-only = Read-only: block all changes
mounts-read-only-connection = The connection is read-only.
mounts-read-only-advised = Recommended for all buckets. Otherwise, creating or deleting a top-level folder creates or deletes a bucket.
mounts-place = Folder: “{ $folder }”
mounts-place-own = Folder: a new one in “Bucketwise” in your home folder
mounts-choose-button = Choose folder…
mounts-cancel-button = Cancel
mounts-wait = Checking this computer…
mounts-mount-button = Mount
mounts-mounting-button = Mounting…

# One mount.
mounts-close-button = Close
mounts-again-button = Mount again
mounts-unmount-button = Unmount
mounts-unmounting-button = Unmounting…
mounts-unmount-anyway-button = Unmount anyway
mounts-open-button = Open folder
mounts-send-button = Upload them there
