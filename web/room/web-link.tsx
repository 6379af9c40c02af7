import { readWebAddress } from '../../src/words/web-address.ts'
import styles from './web-link.module.css'

/**
 * What somebody shared, with the host beside it to which a press really leads: neither title nor address can pretend to
 * be another. What is no address of the web stays text.
 */
export function WebLink({ url, title }: { url: string; title: string }) {
  const address = readWebAddress(url)
  if (address === null)
    return (
      <>
        {title && title !== url ? `${title}: ` : ''}
        {url}
      </>
    )
  return (
    <>
      <a href={address.href} target="_blank" rel="noopener noreferrer">
        {title || address.href}
      </a>{' '}
      <span className={styles.host}>({address.host})</span> <span className={styles.paper}>{address.href}</span>
    </>
  )
}
